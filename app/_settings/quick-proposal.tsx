import type { StaffPage } from '@/app/_staff/staff-page';
import { Button } from '@/app/_ui/form/button';

import type { TypedForm } from './screen';

/** An act of a list that is a whole form already filled in: it leads to the preview of what it would change. */
export function QuickProposal({
  page: { link },
  kind,
  subject,
  form,
  act,
  about,
  children,
}: {
  page: StaffPage;
  kind: string;
  subject: string;
  form: TypedForm;
  /** The name of the act, where the screen's `fromForm` does the rest. */
  act?: string;
  /** What it is about, for who hears the button and does not see its row. */
  about: string;
  children: string;
}) {
  return (
    <form action={link(`/console/settings/${kind}/propose`)} method="post">
      <input type="hidden" name="subject" value={subject} />
      {Object.entries(form).flatMap(([name, values]) =>
        values.map((value) => <input key={name + value} type="hidden" name={name} value={value} />),
      )}
      <Button look="plain" {...(act && { name: act, value: '1' })} aria-label={`${children}: ${about}`}>
        {children}
      </Button>
    </form>
  );
}
