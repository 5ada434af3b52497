import { createBus } from 'eventscope'
import {
  BusProvider,
  createBusContext,
  useAnyListener,
  useBus,
  useListener,
  useRecording,
} from 'eventscope/react'
import { createRecorder } from 'eventscope/recorder'
import { createElement as h, type ReactNode, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'

interface Events {
  counted: number
}

test('on a server, what is shown is what was there before any event, and nothing is registered', () => {
  const complaints = vi.spyOn(console, 'error')
  const bus = createBus<Events>()
  const recorder = createRecorder()
  recorder.attach(bus)
  bus.dispatch('counted', 1)
  const context = createBusContext(bus)
  function Page(): ReactNode {
    useListener(useBus<Events>(), 'counted', () => undefined)
    useAnyListener(bus, () => undefined)
    context.useDispatch()
    const count = context.useLastEvent('counted', { initial: 0 })
    return `${count} of ${useRecording(recorder, '').size}`
  }
  const html = renderToString(h(StrictMode, null, h(BusProvider<Events>, { bus }, h(Page))))
  expect(html).toBe('0 of 0')
  expect(bus.listeners()).toEqual([])
  expect(complaints).not.toHaveBeenCalled()
})
