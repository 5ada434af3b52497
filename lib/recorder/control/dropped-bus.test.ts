import { expect, it } from 'vitest'
import { createBus } from '../../core/index.ts'
import { createRecorder, type Recorder } from '../index.ts'

/** Lets the garbage collector run until that holds; it may take its time. */
async function collectUntil(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 50 && !holds(); round++) {
    // A WeakRef keeps its target until the task is over.
    await new Promise((resolve) => setTimeout(resolve))
    globalThis.gc!()
  }
}

/** Attaches a bus with a listener, and lets go of it. */
function dropped(recorder: Recorder): { readonly ref: WeakRef<object>; readonly listener: number } {
  const bus = createBus()
  recorder.attach(bus)
  bus.on('a', () => undefined)
  bus.dispatch('a')
  return { ref: new WeakRef(bus), listener: recorder.recording.listeners.at(-1)!.id }
}

it('what is in force keeps no bus alive that the page has dropped', async () => {
  const recorder = createRecorder()
  const kept = createBus()
  recorder.attach(kept)
  kept.on('a', () => undefined)
  recorder.control.mute(recorder.recording.listeners[0]!.id)
  recorder.control.breakWhen('name:never')
  const gone = [dropped(recorder), dropped(recorder)]
  await collectUntil(() => gone.every(({ ref }) => ref.deref() === undefined))
  expect(gone.map(({ ref }) => ref.deref())).toEqual([undefined, undefined])
  expect(recorder.control.state.active).toBe(true)
  recorder.control.reset()
})

it('what is in force on the listeners of a dropped bus is so no more', async () => {
  const recorder = createRecorder()
  const { listener } = dropped(recorder)
  recorder.control.mute(listener)
  expect(recorder.control.state).toMatchObject({ muted: [listener], active: true })
  await collectUntil(() => !recorder.control.state.active)
  expect(recorder.control.state).toMatchObject({ muted: [], active: false })
  expect(recorder.recording.listener(listener)).toMatchObject({ active: false })
})
