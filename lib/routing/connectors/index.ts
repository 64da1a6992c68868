import type { DeskConnector } from './contract';
import { deskConnector } from './desk';

const CONNECTORS: Readonly<Record<string, DeskConnector>> = { desk: deskConnector };

/** The connector of a protocol (`desk.protocol`), or undefined for one that is not installed. */
export function connectorOf(protocol: string): DeskConnector | undefined {
  return CONNECTORS[protocol];
}
