// What the form needs only after it can be written in: loaded once the page is there, so that typing may begin sooner.

export { answerErrors } from '@/lib/intake/draft-errors';
export { PhotoPicker } from '../photo-picker';
export { positionOfPhoto } from '../photo-position';
export { shrinkPhoto } from '../shrink-photo';
export { flush } from './deliver';
export { deviceStore } from './device-store';
export { memoryKv, openIndexedDb } from './kv';
export { OutboxPanel } from './outbox-panel';
export { QueuedView } from './queued-view';
