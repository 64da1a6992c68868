import { setTimeout as wait } from 'node:timers/promises';
import { startCluster, type Cluster, type ClusterOptions } from '@/lib/launch/embedded-postgres';

export interface KeptDatabase {
  port: number;
  stop(): Promise<void>;
}

export interface DatabaseWatch {
  onStart: (pid: number) => void;
  onDeath: (pauseMs: number) => void;
}

/** Starts embedded PostgreSQL and starts it again, on the same port, whenever it dies. */
export async function keepDatabase(options: ClusterOptions, watch: DatabaseWatch): Promise<KeptDatabase> {
  let stopping = false;
  let cluster: Cluster = await startCluster(options);
  const { port } = cluster;
  watch.onStart(cluster.pid);

  const watched = (async () => {
    let pause = 100;
    for (;;) {
      await cluster.exited;
      if (stopping) return;
      watch.onDeath(pause);
      await wait(pause);
      if (stopping) return;
      try {
        cluster = await startCluster({ ...options, port });
        watch.onStart(cluster.pid);
        pause = 100;
      } catch {
        // Its log says why; the reason (a full disk) may pass.
        pause = Math.min(pause * 2, 30_000);
      }
    }
  })();

  return {
    port,
    async stop() {
      stopping = true;
      await cluster.stop();
      await watched;
    },
  };
}
