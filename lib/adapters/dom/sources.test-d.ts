import { EventClient } from '@tanstack/devtools-event-client'
import { configureStore, type UnknownAction } from '@reduxjs/toolkit'
import { applyMiddleware, createStore as createReduxStore } from 'redux'
import { BehaviorSubject, ReplaySubject, Subject } from 'rxjs'
import { describe, expectTypeOf, it } from 'vitest'
import { create } from 'zustand'
import { subscribeWithSelector } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { observeChannel } from 'eventscope/adapters/broadcast-channel'
import { observeEvents, observeTarget } from 'eventscope/adapters/dom'
import { observeEventSource } from 'eventscope/adapters/event-source'
import { observePort } from 'eventscope/adapters/message-port'
import { observeRequests } from 'eventscope/adapters/network'
import { observePubSub } from 'eventscope/adapters/pubsub'
import { observeActions } from 'eventscope/adapters/redux'
import { observeSubject } from 'eventscope/adapters/rxjs'
import { observeEventClient } from 'eventscope/adapters/tanstack'
import { observeWebSocket, observeWebSockets } from 'eventscope/adapters/websocket'
import { observeStore } from 'eventscope/adapters/zustand'
import { createRecorder } from 'eventscope/recorder'

const recorder = createRecorder()

describe('what there is in pages and packages is taken without a cast', () => {
  it('of the platform', () => {
    recorder.attach(observeEvents(document, ['click'], { name: 'page', once: true }))
    recorder.attach(observeEvents([window, document.body], ['click']))
    recorder.attach(observeTarget(new EventTarget(), { name: 'cart' }))
    recorder.attach(observeTarget(document.createElement('video')))
    recorder.attach(observeChannel(new BroadcastChannel('cart')))
    recorder.attach(observePort(new MessageChannel().port1))
    recorder.attach(observePort(new Worker('x.js')))
    recorder.attach(observePort(window))
    recorder.attach(observeWebSocket(new WebSocket('wss://x/')))
    recorder.attach(observeWebSockets({ scope: globalThis }))
    recorder.attach(observeEventSource(new EventSource('/x')))
    recorder.attach(observeRequests({ ignore: (url) => url === '/x' }))
    // @ts-expect-error -- types are a list
    observeEvents(document, 'click')
    // @ts-expect-error -- what can't post messages is no channel
    observeChannel(new EventTarget())
    // @ts-expect-error -- an unknown option
    observeTarget(new EventTarget(), { types: [] })
  })

  it('of packages', () => {
    recorder.attach(observeSubject(new Subject<number>()))
    recorder.attach(observeSubject(new BehaviorSubject<string | undefined>('a')))
    recorder.attach(observeSubject(new ReplaySubject<{ a: 1 }>()))
    const client = new EventClient<{ changed: { key: string } }>({ pluginId: 'query' })
    recorder.attach(observeEventClient(client))
    const state = () => ({ bears: 0 })
    recorder.attach(observeStore(createStore(state)))
    recorder.attach(observeStore(create(state), { action: ({ bears }) => `now ${bears}` }))
    recorder.attach(observeStore(createStore(subscribeWithSelector(state))))
    recorder.attach(
      observePubSub({ publish: () => 1, subscribe: () => 2 }, { topic: (name) => String(name) }),
    )
    // @ts-expect-error -- a store is no subject
    observeSubject(createStore(state))
    // @ts-expect-error -- a subject is no store
    observeStore(new Subject<number>())
  })

  it('of Redux, whose stores keep their types', () => {
    const actions = observeActions({ name: 'shop' })
    const reducer = (state: number | undefined = 0, _action: UnknownAction): number => state
    const store = configureStore({
      reducer,
      middleware: (defaults) => defaults().prepend(actions.middleware),
    })
    expectTypeOf(store.getState()).toEqualTypeOf<number>()
    const thunk = store.dispatch(() => Promise.resolve('x' as const))
    expectTypeOf(thunk).toEqualTypeOf<Promise<'x'>>()
    const plain = createReduxStore(reducer, applyMiddleware(actions.middleware))
    expectTypeOf(plain.getState()).toEqualTypeOf<number>()
    recorder.attach(actions)
  })
})
