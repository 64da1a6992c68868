// Loaded into every child with --import. A supervisor that was killed cannot stop its children: they notice the lost channel
// and stop themselves, so that no orphan keeps a port or a database connection.
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 8000).unref();
  });
  process.channel.unref();
}
