// What the service worker uses of its global scope. TypeScript's own types for workers and for pages exclude each other.

export interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface WorkerFetchEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** Background Sync (WICG): fired when there is a connection, also with every tab closed. */
export interface WorkerSyncEvent extends WaitingEvent {
  readonly tag: string;
  readonly lastChance: boolean;
}

export interface WorkerNotificationEvent extends WaitingEvent {
  readonly notification: Notification;
}

interface WorkerClient {
  readonly url: string;
  readonly visibilityState?: DocumentVisibilityState;
  focus(): Promise<WorkerClient>;
}

interface WorkerEvents {
  install: WaitingEvent;
  activate: WaitingEvent;
  fetch: WorkerFetchEvent;
  message: WaitingEvent & { readonly data: unknown };
  sync: WorkerSyncEvent;
  notificationclick: WorkerNotificationEvent;
}

export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WorkerClient[]>;
    openWindow(url: string): Promise<WorkerClient | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof WorkerEvents>(type: K, listener: (event: WorkerEvents[K]) => void): void;
}
