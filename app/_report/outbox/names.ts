/** What pages and the service worker call the things they share. */
export const DATABASE = 'report';
export const CHANNEL = 'report-outbox';
export const SYNC_TAG = 'report-outbox';
export const SCRIPT = '/service-worker.js';
