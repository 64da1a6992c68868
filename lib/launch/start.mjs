// `npm start`: plain Node, because nothing may be installed yet.
import './check-node.mjs';
import { report } from './fault.mjs';
import { prepare } from './setup.mjs';

try {
  await prepare();
  const { supervise } = await import('../../.build/supervisor.mjs');
  await supervise();
} catch (error) {
  report(error);
  process.exit(1);
}
