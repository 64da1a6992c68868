import type { SandboxConfig } from './config';
import type { Faults } from './faults';
import type { Exchange, Reply } from './http';
import type { Journal } from './journal';
import type { PeerLog } from './peer-log';
import type { Timers } from './timers';

/** What every peer is given. */
export interface PeerTools {
  config: SandboxConfig;
  timers: Timers;
  journal: Journal;
}

/** One system of the outside world. `path` below is what follows the peer's name, split at slashes. */
export interface Peer {
  name: string;
  faults: Faults;
  log: PeerLog;
  /** True where a partner's own protocol is spoken: only there faults apply and the log is kept. */
  speaksProtocol(exchange: Pick<Exchange, 'request' | 'method' | 'url'>, path: readonly string[]): boolean;
  /** Null: no such resource. */
  handle(exchange: Exchange, path: readonly string[]): Promise<Reply | null>;
  /** Takes up what a restart interrupted. */
  resume?(): void;
  /** Forgets everything the peer has received or sent. */
  reset(): void;
}
