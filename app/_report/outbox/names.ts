/** What pages and the service worker call the things they share. */
export const DATABASE = 'report';
export const CHANNEL = 'report-outbox';
export const SYNC_TAG = 'report-outbox';

/** What a page tells the worker once the form is there. */
export interface Opened {
  kind: 'opened';
  /** Paths of the built files it has loaded. */
  assets: string[];
}

export const SCRIPT = '/service-worker.js';
