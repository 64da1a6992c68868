import { afterEach, beforeEach, expect, vi } from 'vitest';

// Whatever a test did not expect to be complained about is a fault: `console.error` fails the test that caused it.
// A test that expects a complaint replaces console.error with a spy of its own.
let complaints: unknown[][] = [];
const real = console.error;

beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    complaints.push(words);
    real(...words);
  });
});

afterEach(() => {
  expect(complaints, 'unexpected console.error').toEqual([]);
});
