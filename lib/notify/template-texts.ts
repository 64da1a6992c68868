/** The words of one template in one language, with variables as lib/notify/text-template reads them. */
export interface TemplateTexts {
  /** The built-in ones have at most 60 characters: a Chinese SMS part holds 70, then 67, and providers add a signature (interfaces.md 5). */
  sms: string;
  subject: string;
  /** The paragraphs of the e-mail, without link and footer. */
  mail: readonly string[];
  /** What the e-mail's link leads to, where that is not the reporter's own report. */
  link?: string;
}

/** All variables as a template reads them: present ones safe to print, absent ones empty. */
export interface PrintedVariables {
  number: string;
  code: string;
  unit: string;
  due: string;
  matter: string;
  place: string;
  login: string;
}
