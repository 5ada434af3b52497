// Gets dependencies in place on a machine that has only Node and npm.
// Imports nothing but Node's own modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const MINIMUM_NODE = [20, 19]

/**
 * Ends the process with a message where Node is too old; installs where something is missing of what the lock
 * file of a folder wants.
 */
export function install(folder = root) {
  requireNode()
  const wanted = packagesOf(folder, 'package-lock.json')
  if (!isStale(folder, wanted)) return
  // `npm ci` refuses a lock that leaves out binaries for other platforms, which a partial registry mirror
  // causes. `npm install --no-save` keeps to the same versions and leaves the lock as it is.
  const command = isComplete(wanted) ? ['ci'] : ['install', '--no-save']
  console.log(
    `Installing ${folder === root ? 'dependencies' : `the packages of ${folder}`} (npm ${command.join(' ')}) …`,
  )
  // NODE_ENV=production would leave out everything this project needs.
  const code = npm([...command, '--include=dev', '--no-audit', '--no-fund'], {}, folder)
  if (code !== 0) {
    console.error('The dependencies could not be installed; the reason is above.')
    process.exit(1)
  }
}

/** Runs npm in the repository or a folder of it, its output shown; returns the exit code. */
export function npm(args, env = {}, cwd = root) {
  const windows = process.platform === 'win32'
  const options = { cwd, stdio: 'inherit', env: { ...process.env, ...env }, shell: windows }
  const result = spawnSync('npm', windows ? args.map((arg) => `"${arg}"`) : args, options)
  if (result.error) console.error(`npm could not be started: ${result.error.message}`)
  return result.status === null ? 1 : result.status
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [leastMajor, leastMinor] = MINIMUM_NODE
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  console.error(`Node ${MINIMUM_NODE.join('.')} or newer is needed; this is Node ${process.versions.node}.`)
  console.error('Install a current one from https://nodejs.org and run the command again.')
  process.exit(1)
}

/** Compares what npm says it installed with the lock file: file times change with every checkout. */
function isStale(folder, wanted) {
  if (!existsSync(`${folder}/node_modules/.package-lock.json`)) return true
  const installed = packagesOf(folder, 'node_modules/.package-lock.json')
  return Object.keys(wanted).some((path) => {
    if (path === '' || wanted[path].link) return false
    if (installed[path] === undefined) return !wanted[path].optional && !wanted[path].devOptional
    return installed[path].version !== wanted[path].version
  })
}

function isComplete(wanted) {
  const optional = Object.values(wanted).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  return optional.every((name) => wanted[`node_modules/${name}`] !== undefined)
}

function packagesOf(folder, path) {
  return JSON.parse(readFileSync(`${folder}/${path}`, 'utf8')).packages
}
