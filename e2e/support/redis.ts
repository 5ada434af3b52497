import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedis } from '../../.ci/redis.mjs'
import { freePort } from '../../.ci/port.mjs'

/** A Redis server of a test's own. */
export interface RedisServer {
  readonly url: string
  stop(): Promise<void>
}

/** Whether there is one to start. `npm test` installs it where it can, and says loudly where it can't. */
export const hasRedis: boolean = findRedis() !== undefined

/** Starts one on a free loopback port, with its files in a directory that goes with it. */
export async function startRedis(): Promise<RedisServer> {
  const command = findRedis()
  if (command === undefined) throw new Error('there is no redis-server here')
  const folder = await mkdtemp(join(tmpdir(), 'eventscope-redis-'))
  const port = freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let log = ''
  for await (const chunk of child.stdout) {
    log += String(chunk)
    if (log.includes('Ready to accept connections')) break
  }
  if (child.exitCode !== null) throw new Error(`redis-server ended: ${log}`)
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
