// Finds a Chromium for the browser tests, or installs one. In this order: the one named in CHROMIUM_PATH,
// Playwright's own, one of the system's.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { root } from './install.mjs'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of a browser that can run here, or undefined where there is none. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`)
    return named
  }
  return [ownPath(), ...systemPaths()].find((path) => existsSync(path) && runs(path))
}

/** As `findBrowser`, but installs one where none is found; says what it does. */
export function ensureBrowser() {
  const found = findBrowser() ?? installed()
  if (!found) {
    throw new Error(
      'No Chromium was found and none could be installed. Install Chromium or Chrome and set CHROMIUM_PATH ' +
        'to it, or run: npx playwright install --with-deps chromium',
    )
  }
  console.log(`Browser: ${found}`)
  return found
}

/** Playwright's launch options for that browser: no network traffic of its own, and root has no sandbox. */
export function launchOptions(executablePath) {
  const args = isRoot() ? [...QUIET, '--no-sandbox'] : QUIET
  return executablePath ? { executablePath, args } : { args }
}

function installed() {
  console.log('No Chromium found; installing the one Playwright brings …')
  const debian = process.platform === 'linux' && isRoot() && existsSync('/usr/bin/apt-get')
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  run(process.execPath, [cli, 'install', ...(debian ? ['--with-deps'] : []), 'chromium'])
  if (!findBrowser() && debian) {
    console.log('That gave no browser that runs; installing the one of the system (apt-get) …')
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', 'chromium'])
  }
  return findBrowser()
}

function ownPath() {
  return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
}

function systemPaths() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ]
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': programFilesX86, LOCALAPPDATA } = process.env
    return [ProgramFiles, programFilesX86, LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) =>
        ['Google/Chrome', 'Chromium'].map((app) => `${folder}/${app}/Application/chrome.exe`),
      )
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))
}

/** A browser that is there may still lack libraries, or be Ubuntu's stub for a snap that is not. */
function runs(path) {
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env })
}

function isRoot() {
  return process.getuid?.() === 0
}
