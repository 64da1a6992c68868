import { notFound } from 'next/navigation';

/** Every address that no page answers, so that the not-found page is shown in its language and frame. */
export default function UnknownPage() {
  notFound();
}
