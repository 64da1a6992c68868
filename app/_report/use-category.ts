'use client';

import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { CategoryDetail, CategoryQuestion } from '@/lib/tickets/view-schemas';

/** Nobody waits longer for questions; the report is taken without. */
const PATIENCE_MS = 4_000;

const known = new Map<string, CategoryDetail>();
const loading = new Map<string, Promise<void>>();

async function load(code: string): Promise<void> {
  try {
    const response = await window.fetch(`/api/v1/categories/${code}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) known.set(code, (await response.json()) as CategoryDetail);
  } catch {
    // Without a network there are no questions, and none is demanded.
  } finally {
    loading.delete(code);
  }
}

/** Loads a category with its questions once; settles in any case. */
export function loadCategory(code: string): Promise<void> {
  if (code === '' || known.has(code)) return Promise.resolve();
  const running = loading.get(code) ?? load(code);
  loading.set(code, running);
  return running;
}

/** The questions of a category, as far as it is loaded. */
export function questionsFor(code: string): readonly CategoryQuestion[] {
  return known.get(code)?.questions ?? [];
}

/** The category of the report being written: its words and questions once loaded, and what changes it. */
export function useCategory(form: UseFormReturn<ReportAnswers>, code: string) {
  const [detail, setDetail] = useState<CategoryDetail | null>(null);
  const answered = useRef(new Map<string, ReportAnswers['attributes']>());

  useEffect(() => {
    let current = true;
    void loadCategory(code).then(() => {
      if (current) setDetail(known.get(code) ?? null);
    });
    return () => {
      current = false;
    };
  }, [code]);

  const own = detail?.code === code ? detail : null;
  return {
    detail: own,
    questions: own?.questions ?? [],
    /** Another category has other questions; who comes back to the first finds their answers. */
    choose: (next: string) => {
      if (next === code) return;
      answered.current.set(code, form.getValues('attributes'));
      form.setValue('categoryCode', next);
      form.setValue('attributes', answered.current.get(next) ?? {});
      form.clearErrors(['categoryCode', 'attributes']);
    },
    answer: (key: string, value: string | string[]) => {
      form.setValue('attributes', { ...form.getValues('attributes'), [key]: value });
      form.clearErrors(`attributes.${key}`);
    },
  };
}
