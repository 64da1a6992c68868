// Imported first, and written for any Node that knows modules: a newer feature used further on must not be the first thing
// that fails.
const needed = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  const wanted = needed.join('.');
  console.error(
    `需要 Node.js ${wanted} 或更新版本，当前为 ${process.versions.node}：请从 https://nodejs.org 安装后重试。`,
  );
  console.error(
    `Node.js ${wanted} or newer is needed, this is ${process.versions.node}: install it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
