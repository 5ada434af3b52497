import { configureStore, createSlice } from '@reduxjs/toolkit'
import { applyMiddleware, createStore } from 'redux'
import { expect, it } from 'vitest'
import { observeActions } from 'eventscope/adapters/redux'
import { told } from '../dom/test-support.ts'

const cart = createSlice({
  name: 'cart',
  initialState: [] as string[],
  reducers: {
    added: (state, { payload }: { payload: string }) => void state.push(payload),
    broken: () => {
      throw new Error('no reducer')
    },
  },
})
const { added, broken } = cart.actions

it('an action is told of by its type, with itself as payload', () => {
  const actions = observeActions({ name: 'shop' })
  const store = createStore(cart.reducer, applyMiddleware(actions.middleware))
  const { lines, payloads, open } = told(actions)
  const action = added('A1')
  expect(store.dispatch(action)).toBe(action)
  expect(store.getState()).toEqual(['A1'])
  expect([lines, payloads, open()]).toEqual([['cart/added', 'cart/added > store'], [action], 0])
  expect(actions.name).toBe('shop')
})

it('a thunk is the parent of what it dispatches, and gives what it gave', async () => {
  const actions = observeActions()
  const store = configureStore({
    reducer: cart.reducer,
    middleware: (defaults) => defaults().prepend(actions.middleware),
  })
  const seen: [string, number | undefined, number][] = []
  actions.observe({ dispatchStart: (_, { event, parent, id }) => seen.push([event, parent, id]) })
  const buy = () =>
    function buyAll(dispatch: typeof store.dispatch): Promise<string> {
      dispatch(added('A1'))
      return Promise.resolve('bought')
    }
  expect(await store.dispatch(buy())).toBe('bought')
  expect(seen).toEqual([
    ['buyAll', undefined, seen[0]?.[2]],
    ['cart/added', seen[0]?.[2], seen[1]?.[2]],
  ])
})

it('what a subscriber dispatches has the action as its parent', () => {
  const actions = observeActions()
  const store = createStore(cart.reducer, applyMiddleware(actions.middleware))
  const parents: unknown[] = []
  actions.observe({ dispatchStart: (_, { parent }) => parents.push(parent !== undefined) })
  store.subscribe(() => {
    if (store.getState().length === 1) store.dispatch(added('second'))
  })
  store.dispatch(added('first'))
  expect(parents).toEqual([false, true])
})

it('what a reducer throws is thrown on, and told of', () => {
  const actions = observeActions()
  const store = createStore(cart.reducer, applyMiddleware(actions.middleware))
  const { errors, open } = told(actions)
  expect(() => store.dispatch(broken())).toThrow('no reducer')
  expect(() => store.dispatch('text' as never)).toThrow('plain objects')
  expect(errors).toMatchObject([{ message: 'no reducer' }, {}])
  expect(open()).toBe(0)
})

it('a thunk that rejects is unhandled where nobody handles it, and only there', async () => {
  const actions = observeActions()
  const store = configureStore({
    reducer: cart.reducer,
    middleware: (defaults) => defaults().prepend(actions.middleware),
  })
  told(actions)
  const failure = new Error('declined')
  const unhandled: unknown[] = []
  const before = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (error) => unhandled.push(error))
  const fail = () => () => Promise.reject(failure)
  await expect(store.dispatch(fail())).rejects.toBe(failure)
  await new Promise((resolve) => {
    setTimeout(resolve)
  })
  expect(unhandled).toEqual([])
  process.removeAllListeners('unhandledRejection')
  for (const listener of before) process.on('unhandledRejection', listener)
})

it('what a middleware is given besides the action is passed on', () => {
  const actions = observeActions()
  const given: unknown[] = []
  const next = (...args: unknown[]): unknown => given.push(...args)
  const dispatch: (...args: unknown[]) => unknown = actions.middleware({})(next)
  expect([dispatch(added('A1'), 1, 2), given]).toEqual([3, [added('A1'), 1, 2]])
})

it('detached, its middleware only passes on', () => {
  const actions = observeActions()
  const store = createStore(cart.reducer, applyMiddleware(actions.middleware))
  const { lines } = told(actions)
  actions.detach()
  store.dispatch(added('A1'))
  expect([lines, store.getState()]).toEqual([[], ['A1']])
})

it('throws a TypeError for an unknown option', () => {
  expect(() => observeActions({ title: 'x' } as never)).toThrow('`options.title`')
})
