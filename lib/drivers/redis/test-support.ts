import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type RedisClientType } from 'redis'

const PATH = process.env['REDIS_SERVER_PATH'] ?? 'redis-server'

/** Whether there is a Redis to test with. Where it is required, that there is none is a failure. */
export const hasRedis: boolean = spawnSync(PATH, ['--version']).status === 0
if (!hasRedis && process.env['EVENTSCOPE_REQUIRE_REDIS'] === '1') {
  throw new Error(`the tests on Redis are required here, and "${PATH}" does not run`)
}

/** Whether there is what makes a certificate. */
export const hasOpenssl: boolean = spawnSync('openssl', ['version']).status === 0

const HOST = '127.0.0.1'

/** A Redis server of a test's own, on a loopback port, with its files in a directory that goes with it. */
export class RedisServer {
  private readonly directory = mkdtempSync(join(tmpdir(), 'eventscope-redis-'))
  private process: ChildProcess | undefined

  private constructor(
    readonly port: number,
    private readonly args: readonly string[],
  ) {}

  /** `args` are those of redis-server, such as `--requirepass`. */
  static async start(...args: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), args)
    await server.start()
    return server
  }

  get address(): string {
    return `${HOST}:${this.port}`
  }

  /** Of a server that was started with `--tls-port`. */
  get tlsPort(): string {
    return this.args[this.args.indexOf('--tls-port') + 1] ?? ''
  }

  /** Starts it again after `stop`, with the files it had. */
  async start(): Promise<void> {
    const plain = ['--bind', HOST, '--save', '', '--dir', this.directory, '--daemonize', 'no']
    const child = spawn(PATH, ['--port', String(this.port), ...plain, ...this.args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.process = child
    // A run that is cut short leaves no server behind.
    const kill = (): boolean => child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => process.off('exit', kill))
    await new Promise<void>((resolve, reject) => {
      let log = ''
      child.stdout.on('data', (data: Buffer) => {
        log += data.toString()
        if (log.includes('Ready to accept connections')) resolve()
      })
      child.on('error', reject)
      child.on('exit', () => reject(new Error(`redis-server ended: ${log}`)))
    })
  }

  pause(): void {
    this.process?.kill('SIGSTOP')
  }

  resume(): void {
    this.process?.kill('SIGCONT')
  }

  /** Stops it; its files stay. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.process
    this.process = undefined
    if (child === undefined || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGCONT')
    child.kill(signal)
    await gone
  }

  /** Stops it and removes its files. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL')
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** A client that knows nothing of this project: who else may be at the other end. */
  async client(options: { password?: string; database?: number } = {}): Promise<RedisClientType> {
    const client: RedisClientType = createClient({
      socket: { host: HOST, port: this.port, reconnectStrategy: false },
      ...options,
    })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
}

/** All entries of a stream. */
export async function entriesOf(
  client: RedisClientType,
  stream: string,
): Promise<readonly { id: string; message: Record<string, string> }[]> {
  return (await client.xRange(stream, '-', '+')) ?? []
}

/** A loopback port where nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Takes connections, and says nothing. */
export async function silentServer(): Promise<{ address: string; remove(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const port = await freePort()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(port, HOST, resolve))
  return {
    address: `${HOST}:${port}`,
    remove: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/**
 * Stands before a server, for a connection that breaks at the worst moment: with the answer to the first command, or with
 * the first answer, that has this text. Later ones do not break.
 */
export async function breaking(
  serverPort: number,
  at: { readonly answerTo: string } | { readonly answerWith: string },
): Promise<{ address: string; broken: Promise<void>; remove(): void }> {
  const port = await freePort()
  let tell: () => void = () => undefined
  const broken = new Promise<void>((resolve) => {
    tell = resolve
  })
  const sockets = new Set<Socket>()
  let isDue = true
  const proxy = createServer((near) => {
    const far = connect(serverPort, HOST)
    let isAsked = false
    for (const socket of [near, far]) {
      sockets.add(socket.on('error', () => undefined))
      socket.on('close', () => [near, far].map((each) => each.destroy()))
    }
    near.on('data', (data) => {
      isAsked ||= 'answerTo' in at && data.includes(at.answerTo)
      far.write(data)
    })
    far.on('data', (data) => {
      if (!isDue || !(isAsked || ('answerWith' in at && data.includes(at.answerWith))))
        return near.write(data)
      isDue = false
      near.destroy()
      return tell()
    })
  })
  await new Promise<void>((resolve) => proxy.listen(port, HOST, resolve))
  return {
    address: `${HOST}:${port}`,
    broken,
    remove: () => {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    },
  }
}

/** A certificate for localhost that nobody has signed, and what redis-server is to be told of it. */
export function certificate(): { directory: string; certificate: string; args: readonly string[] } {
  const directory = mkdtempSync(join(tmpdir(), 'eventscope-tls-'))
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
  const { status, stderr } = spawnSync('openssl', [...made, ...subject], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl could not make a certificate: ${stderr}`)
  const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert]
  return { directory, certificate: cert, args: [...files, '--tls-auth-clients', 'no'] }
}
