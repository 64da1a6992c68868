/** What pages and the service worker call the things they share. */
export const DATABASE = 'report';
export const CHANNEL = 'report-outbox';
export const SYNC_TAG = 'report-outbox';
/** What a page tells the worker once the form is there. */
export const OPENED = 'opened';
export const SCRIPT = '/service-worker.js';
