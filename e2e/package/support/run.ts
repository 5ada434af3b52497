import { execFile } from 'node:child_process'

export interface Ran {
  readonly code: number
  /** What it wrote to its standard output. */
  readonly output: string
  /** All that it wrote. */
  readonly text: string
}

/** Runs a program of Node's to its end. */
export function runNode(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  return run(process.execPath, cwd, args, env)
}

export function runNpm(cwd: string, args: readonly string[]): Promise<Ran> {
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', cwd, args, {})
}

function run(
  program: string,
  cwd: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ran> {
  const options = {
    cwd,
    // Playwright forces colours on its workers.
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
    maxBuffer: 64 * 1024 * 1024,
    shell: program.endsWith('.cmd'),
  }
  return new Promise((resolve) => {
    execFile(program, args, options, (error, output, errors) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0
      resolve({ code, output, text: output + errors })
    })
  })
}
