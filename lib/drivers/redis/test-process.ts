import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RedisConfig } from './options.ts'

/** What a worker can be told to do. */
export type WorkerOrder =
  | { readonly do: 'on'; readonly event: string; readonly then: 'handle' | 'fail' | 'hang' }
  | {
      readonly do: 'consume'
      readonly event: string
      readonly queue: string
      readonly capacity: number
      readonly then: 'handle' | 'hang' | 'leave'
    }
  | { readonly do: 'dispatch'; readonly event: string; readonly from: number; readonly count: number }
  | { readonly do: 'close' }

interface Answer {
  readonly done?: string
  readonly errors?: readonly string[]
}

const NEWLINE = 10

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')

/** The program of the workers, bundled once by those who test: Node 20 runs no TypeScript. */
export class WorkerProgram {
  private readonly directory: string

  constructor() {
    // Within the repository, so that it finds the packages it imports.
    this.directory = mkdtempSync(join(root, 'node_modules/.redis-worker-'))
    const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
    const args = [
      'build',
      '--ssr',
      join(here, 'test-worker.ts'),
      '--outDir',
      this.directory,
      '--logLevel',
      'error',
    ]
    const { status, stderr } = spawnSync(process.execPath, [vite, ...args], { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(`the worker could not be built: ${stderr}`)
  }

  start(config: RedisConfig): Worker {
    return new Worker(join(this.directory, 'test-worker.js'), config)
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }
}

/** Another process with a bus and a driver. */
export class Worker {
  private readonly directory = mkdtempSync(join(tmpdir(), 'eventscope-worker-'))
  private readonly log = join(this.directory, 'runs')
  private readonly child: ChildProcess
  readonly exited: Promise<number | null>

  constructor(program: string, config: RedisConfig) {
    this.child = fork(program, [JSON.stringify(config), this.log], { execArgv: [] })
    this.exited = new Promise((resolve) => this.child.once('exit', resolve))
  }

  /** Resolves when it has been done, with the errors on the handles. */
  async tell(order: WorkerOrder): Promise<readonly string[]> {
    const answered = new Promise<readonly string[]>((resolve, reject) => {
      const hear = (answer: Answer): void => {
        if (answer.done !== order.do) return
        this.child.off('message', hear)
        resolve(answer.errors ?? [])
      }
      this.child.on('message', hear)
      this.child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)))
    })
    this.child.send(order)
    return answered
  }

  /** The payloads of its runs, in order; those before it was killed, too. */
  get runs(): readonly unknown[] {
    if (!existsSync(this.log)) return []
    const lines = readFileSync(this.log, 'utf8').split('\n')
    return lines.slice(0, -1).map((line) => JSON.parse(line) as unknown)
  }

  /** How many there are. */
  get runCount(): number {
    return existsSync(this.log) ? readFileSync(this.log).filter((byte) => byte === NEWLINE).length : 0
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  async remove(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
    rmSync(this.directory, { recursive: true, force: true })
  }
}
