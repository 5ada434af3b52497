import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import * as real from './index.ts'
import * as production from './production.ts'
import * as stub from './stub.ts'

test('all faces of the panel have the same names, with the same types', () => {
  const faces: readonly (typeof real)[] = [real, production, stub]
  // What the stub alone had would be missing elsewhere.
  const stubs: readonly (typeof stub)[] = [real, production]
  for (const face of [...faces, ...stubs])
    expect(Object.keys(face).toSorted()).toEqual(['EventscopePanel', 'eventscopePlugin', 'mountPanel'])
})

test('in production nothing is mounted, and nothing recorded', () => {
  const recorder = createRecorder()
  const panel = stub.mountPanel({ recorder })
  expect(panel.recorder).toBe(recorder)
  panel.open()
  panel.toggle()
  panel.close()
  expect(panel.openWindow()).toBe(false)
  panel.unmount()
  panel[Symbol.dispose]()
  expect(stub.mountPanel({ bus: createBus() }).recorder).toBeUndefined()
})

test('in production the component and the plugin render nothing', () => {
  const bus = createBus()
  expect(renderToString(createElement(stub.EventscopePanel, { bus }))).toBe('')
  const plugin = stub.eventscopePlugin({ bus, id: 'events' })
  expect(plugin).toMatchObject({ id: 'events', name: 'Eventscope', defaultOpen: false })
  expect(plugin.render(undefined as never, { theme: 'dark', devtoolsOpen: true })).toBeNull()
  plugin.destroy()
})

test('on a server, a panel that is mounted says where to mount it, and the stub does not mind', () => {
  expect(() => real.mountPanel({ bus: createBus() })).toThrow('needs a document')
  expect(() => stub.mountPanel({ bus: createBus() })).not.toThrow()
})

test('where a bundler knows no conditions, the panel is nothing in production all the same', () => {
  vi.stubEnv('NODE_ENV', 'production')
  const bus = createBus()
  expect(real.mountPanel({ bus }).recorder).toBeUndefined()
  expect(
    real.eventscopePlugin({ bus }).render(undefined as never, { theme: 'dark', devtoolsOpen: true }),
  ).toBeNull()
  expect(renderToString(createElement(real.EventscopePanel, { bus }))).toBe('')
  expect(() => production.mountPanel({ bus })).toThrow('needs a document')
  vi.unstubAllEnvs()
})
