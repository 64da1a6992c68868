// `npm run <command>`: set-up, then the command from .build/commands, whether or not the product runs.
import './check-node.mjs';
import { report } from './fault.mjs';
import { prepare } from './setup.mjs';

try {
  await prepare();
  const { runCommand } = await import('../../.build/command.mjs');
  await runCommand(process.argv[2] ?? '', process.argv.slice(3));
  process.exit();
} catch (error) {
  report(error);
  process.exit(1);
}
