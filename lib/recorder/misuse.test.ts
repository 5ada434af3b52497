import { expect, it } from 'vitest'
import { compileQuery, createRecorder, parseQuery } from './index.ts'
import { recordedBus } from './test-support.ts'

const { bus, recorder, recording } = recordedBus()
const { id } = bus.dispatch('a')
const { control } = recorder

it.each<[string, () => unknown, string]>([
  ['createRecorder(null)', () => createRecorder(null as never), '`options`'],
  ['createRecorder({ limits: null })', () => createRecorder({ limits: null as never }), '`options.limits`'],
  ['configure()', () => recorder.configure(undefined as never), '`settings`'],
  ['configure(null)', () => recorder.configure(null as never), '`settings`'],
  ['configure({ limits: null })', () => recorder.configure({ limits: null as never }), '`options.limits`'],
  ['replay(1, null)', () => recorder.replay(id, null as never), '`options`'],
  ["replay('1')", () => recorder.replay('1' as never), '`id`'],
  ['find(undefined)', () => recording.find(undefined as never), '`query`'],
  ['parseQuery(5)', () => parseQuery(5 as never), '`text`'],
  ['compileQuery(null)', () => compileQuery(null as never), '`text`'],
  ["mute('abc')", () => control.mute('abc' as never), '`listener`'],
  ['unmute(undefined)', () => control.unmute(undefined as never), '`listener`'],
  ['solo(null)', () => control.solo(null as never), '`listener`'],
  ['unsolo({})', () => control.unsolo({} as never), '`listener`'],
  ['breakOnNextRun(NaN)', () => control.breakOnNextRun(Number.NaN), '`listener`'],
  ['cancelBreak()', () => control.cancelBreak(undefined as never), '`listener`'],
  ["removeBreakpoint('x')", () => control.removeBreakpoint('x' as never), '`id`'],
  ["enableBreakpoint('x')", () => control.enableBreakpoint('x' as never, true), '`id`'],
  ["enableBreakpoint(1, 'yes')", () => control.enableBreakpoint(1, 'yes' as never), '`enabled`'],
])('%s throws a TypeError that names the argument', (_call, act, name) => {
  expect(act).toThrow(TypeError)
  expect(act).toThrow(name)
})
