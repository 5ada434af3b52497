import { cpus, release, totalmem, type } from 'node:os'
import type { Machine } from './report/index.ts'

/** This machine, with the browser that was measured in. */
export function thisMachine(browserVersion: string): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown processor',
    cores: all.length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    os: `${type()} ${release()}`,
    browser: `Chromium ${browserVersion}`,
    node: process.versions.node,
  }
}
