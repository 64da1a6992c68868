/** What a refused contact is sealed for, on its way back to the form it was typed into. */
export const TYPED_CONTACT = 'follower-contact-typed';
