// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { useLastEvent, useListener, useRecording } from 'eventscope/react'
import { createRecorder } from 'eventscope/recorder'
import { act, createElement as h, type ReactNode, StrictMode, useLayoutEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { testPage } from './test-support.ts'

const page = testPage()

test('hydrating finds what the server rendered, without a warning, and is up to date afterwards', async () => {
  const bus = createBus<{ counted: number }>()
  const recorder = createRecorder()
  recorder.attach(bus)
  let isBrowser = false
  function Page(): ReactNode {
    useListener(bus, 'counted', () => undefined)
    const { size } = useRecording(recorder, '')
    useLayoutEffect(() => {
      if (isBrowser) bus.dispatch('counted', 2)
    }, [])
    return h('p', null, `${useLastEvent(bus, 'counted', { initial: 0 })} of ${size}`)
  }
  const node = h(StrictMode, null, h(Page))
  const place = document.createElement('div')
  place.innerHTML = renderToString(node)
  // React 18 warns of the page's own layout effect on a server.
  page.forgive()
  expect(place.textContent).toBe('0 of 0')

  isBrowser = true
  // The page has recorded more than the server knew.
  bus.dispatch('counted', 1)
  const rendered = place.firstElementChild
  const recovered = vi.fn<(error: unknown) => void>()
  const root = await act(async () => hydrateRoot(place, node, { onRecoverableError: recovered }))
  await vi.waitFor(async () => {
    await act(async () => undefined)
    expect(place.textContent).toBe(`2 of ${recorder.recording.size}`)
  })
  expect(place.firstElementChild).toBe(rendered)
  expect(recovered).not.toHaveBeenCalled()
  expect(bus.listeners()).toHaveLength(2)
  await act(async () => root.unmount())
  expect(bus.listeners()).toEqual([])
})
