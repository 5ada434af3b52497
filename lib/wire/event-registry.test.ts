import * as v from 'valibot'
import { createBus, EventError } from 'eventscope'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { EventRegistry, PayloadError, UnregisteredEventError } from './index.ts'

/** The same schema twice. */
const schemas = [
  ['zod', z.object({ id: z.number(), items: z.array(z.object({ sku: z.string(), qty: z.number() })) })],
  ['valibot', v.object({ id: v.number(), items: v.array(v.object({ sku: v.string(), qty: v.number() })) })],
] as const

const good = { id: 1, items: [{ sku: 'A1', qty: 2 }] }
const bad = {
  id: 1,
  items: [
    { sku: 'A1', qty: 2 },
    { sku: 'B2', qty: 'two' },
  ],
}

/** An order's versions: a total; then with a currency; then in cents. */
function orders(): EventRegistry {
  const registry = new EventRegistry()
  registry.registerAs('order.created.v2', {
    event: 'order.created',
    schema: z.object({ total: z.number(), currency: z.string() }),
    upgrade: {
      to: 'order.created.v3',
      with: ({ total, currency }) => ({ cents: Math.round(total * 100), currency }),
    },
  })
  registry.registerAs('order.created.v1', {
    event: 'order.created',
    schema: z.object({ total: z.number() }),
    upgrade: { to: 'order.created.v2', with: ({ total }) => ({ total, currency: 'EUR' }) },
  })
  registry.registerAs('order.created.v3', {
    event: 'order.created',
    schema: z.object({ cents: z.int(), currency: z.string().length(3) }),
  })
  return registry
}

function thrownBy(what: () => unknown): unknown {
  try {
    what()
  } catch (error) {
    return error
  }
  return undefined
}

describe('a registry', () => {
  it('makes events of the types that are registered', () => {
    const registry = new EventRegistry()
    registry.register('user.created')
    registry.registerAs('user_signed_up', { event: 'user.created' })
    expect(registry.isRegistered('user_signed_up')).toBe(true)
    expect(registry.create('user.created', { id: 1 })).toEqual({ event: 'user.created', payload: { id: 1 } })
    expect(registry.create('user_signed_up', 5)).toEqual({ event: 'user.created', payload: 5 })
  })

  it('says how to register a type that is not', () => {
    const registry = new EventRegistry()
    expect(registry.isRegistered('user.created')).toBe(false)
    const error = thrownBy(() => registry.create('user.created', {}))
    expect(error).toBeInstanceOf(UnregisteredEventError)
    expect(error).toMatchObject({
      type: 'user.created',
      message: expect.stringContaining("registry.register('user.created')") as string,
    })
    expect(registry.isRegistered('toString')).toBe(false)
    expect(() => registry.create('__proto__', {})).toThrow(UnregisteredEventError)
  })

  it.each(schemas)('tests a payload by a schema of %s, and names where it does not fit', (_, schema) => {
    const registry = new EventRegistry()
    registry.register('order.placed', { schema })
    expect(registry.create('order.placed', good)).toEqual({ event: 'order.placed', payload: good })
    const error = thrownBy(() => registry.create('order.placed', bad))
    expect(error).toBeInstanceOf(PayloadError)
    expect(error).toMatchObject({
      type: 'order.placed',
      path: 'payload.items[1].qty',
      issues: [{ path: 'payload.items[1].qty' }],
      droppedIssues: 0,
      message: expect.stringContaining(
        '`payload.items[1].qty` does not fit the schema of "order.placed"',
      ) as string,
    })
    expect(thrownBy(() => registry.create('order.placed', 'all of it'))).toMatchObject({ path: 'payload' })
  })

  it('keeps 20 failures of a payload, and counts the others', () => {
    const registry = new EventRegistry()
    registry.register('numbers', { schema: z.array(z.number()) })
    const error = thrownBy(() => registry.create('numbers', Array.from({ length: 50 }, String)))
    expect(error).toMatchObject({ path: 'payload[0]', droppedIssues: 30 })
    expect((error as PayloadError).issues).toHaveLength(20)
    expect((error as PayloadError).message).toContain('(and 49 more)')
  })

  it('gives what the schema makes of a payload', () => {
    const registry = new EventRegistry()
    registry.register('a', { schema: z.object({ at: z.string().transform((text) => new Date(text)) }) })
    registry.register('b', { schema: v.object({ qty: v.optional(v.number(), 1) }) })
    expect(registry.create('a', { at: '1970-01-01T00:00:00Z', more: 1 }).payload).toEqual({ at: new Date(0) })
    expect(registry.create('b', {}).payload).toEqual({ qty: 1 })
  })

  it('refuses a schema that is asynchronous, and says so', async () => {
    const registry = new EventRegistry()
    // Of what it tries synchronously, zod itself loses the promise: a rejection would be its own.
    registry.register('zod', { schema: z.string().refine(() => Promise.resolve(true)) })
    const rejects = vi.fn<() => Promise<boolean>>(() => Promise.reject(new Error('nobody waits for this')))
    registry.register('valibot', { schema: v.pipeAsync(v.string(), v.checkAsync(rejects)) })
    for (const name of ['zod', 'valibot']) {
      expect(() => registry.create(name, 'a')).toThrow(`the \`schema\` of "${name}" is asynchronous`)
    }
    // An unhandled rejection would fail the run.
    await vi.waitFor(() => expect(rejects).toHaveBeenCalledTimes(1))
  })
})

describe('versions', () => {
  it('are upgraded step by step, each tested by its schema', () => {
    const registry = orders()
    const newest = { event: 'order.created', payload: { cents: 1250, currency: 'EUR' } }
    expect(registry.create('order.created.v1', { total: 12.5 })).toEqual(newest)
    expect(registry.create('order.created.v2', { total: 12.5, currency: 'EUR' })).toEqual(newest)
    expect(registry.create('order.created.v3', { cents: 1250, currency: 'EUR' })).toEqual(newest)
    expect(thrownBy(() => registry.create('order.created.v1', { total: '12' }))).toMatchObject({
      type: 'order.created.v1',
      path: 'payload.total',
    })
    expect(thrownBy(() => registry.create('order.created.v2', { total: 1, currency: 'Euro' }))).toMatchObject(
      {
        type: 'order.created.v3',
        path: 'payload.currency',
      },
    )
  })

  it('are written as the newest', () => {
    expect(orders().typeOf('order.created')).toBe('order.created.v3')
    expect(orders().typeOf('user.created')).toBe('user.created')
    const registry = new EventRegistry()
    registry.register('a')
    registry.registerAs('a.v0', { event: 'a', upgrade: { to: 'a', with: (payload) => payload } })
    expect(registry.typeOf('a')).toBe('a')
    registry.registerAs('a.v2', { event: 'a' })
    expect(registry.typeOf('a')).toBe('a.v2')
  })

  it('may lead to an event of another name', () => {
    const registry = new EventRegistry()
    registry.registerAs('order.created', {
      event: 'order.created',
      upgrade: { to: 'order.placed', with: (payload) => payload },
    })
    registry.register('order.placed')
    expect(registry.create('order.created', 1)).toEqual({ event: 'order.placed', payload: 1 })
    expect(registry.typeOf('order.created')).toBe('order.created')
  })

  it('that lead to a type nobody registered are an error', () => {
    const registry = new EventRegistry()
    registry.registerAs('a.v1', { event: 'a', upgrade: { to: 'a.v2', with: (payload) => payload } })
    expect(() => registry.create('a.v1', 1)).toThrow("registry.register('a.v2')")
  })

  it('that go round in a circle are found when they are registered, and not registered', () => {
    const registry = new EventRegistry()
    const upgrade = (to: string) => ({ event: 'a', upgrade: { to, with: (payload: unknown) => payload } })
    expect(() => registry.registerAs('a.v1', upgrade('a.v1'))).toThrow('a.v1 → a.v1')
    registry.registerAs('a.v1', upgrade('a.v2'))
    registry.registerAs('a.v2', upgrade('a.v3'))
    expect(() => registry.registerAs('a.v3', upgrade('a.v1'))).toThrow('a.v3 → a.v1 → a.v2 → a.v3')
    expect(registry.isRegistered('a.v3')).toBe(false)
  })

  it('whose upgrade fails, or waits, are an error that names the step', () => {
    const registry = new EventRegistry()
    const cause = new Error('no total')
    registry.registerAs('a.v1', {
      event: 'a',
      upgrade: {
        to: 'a.v2',
        with: () => {
          throw cause
        },
      },
    })
    registry.registerAs('b.v1', { event: 'b', upgrade: { to: 'b.v2', with: () => Promise.reject(cause) } })
    expect(thrownBy(() => registry.create('a.v1', {}))).toMatchObject({
      name: 'PayloadError',
      path: 'payload',
      cause,
      message: 'the upgrade from "a.v1" to "a.v2" failed: no total',
    })
    expect(() => registry.create('b.v1', {})).toThrow('the upgrade from "b.v1" to "b.v2" is asynchronous')
  })
})

describe('misuse', () => {
  it.each<[string, (registry: EventRegistry) => void]>([
    ['`typeName` "a" is registered already', (registry) => registry.register('a')],
    ['`typeName`', (registry) => registry.register('')],
    ['`typeName`', (registry) => registry.registerAs(5 as never, { event: 'a' })],
    ['`options.event`', (registry) => registry.registerAs('b', {} as never)],
    ['`options.schema`', (registry) => registry.register('b', { schema: {} as never })],
    ['`options.shema`', (registry) => registry.register('b', { shema: z.string() } as object)],
    ['`options.upgrade.to`', (registry) => registry.registerAs('b', { event: 'b', upgrade: {} as never })],
    [
      '`options.upgrade.with`',
      (registry) => registry.registerAs('b', { event: 'b', upgrade: { to: 'a' } as never }),
    ],
  ])('is a TypeError that names the argument: %s', (message, register) => {
    const registry = new EventRegistry()
    registry.register('a')
    expect(() => register(registry)).toThrow(TypeError)
    expect(() => register(registry)).toThrow(message)
    expect(registry.isRegistered('b')).toBe(false)
  })
})

describe('the check of a bus', () => {
  const quiet = { onError: () => undefined }

  it.each(schemas)('refuses a dispatch that does not fit a schema of %s, naming where', (_, schema) => {
    const registry = new EventRegistry()
    registry.register('order.placed', { schema })
    const bus = createBus({ checks: [registry.check()], ...quiet })
    const heard: unknown[] = []
    bus.on('order.placed', (payload) => heard.push(payload))
    const handle = bus.dispatch('order.placed', bad)
    expect(handle.errors).toHaveLength(1)
    expect(handle.errors[0]).toBeInstanceOf(EventError)
    expect(handle.errors[0]?.message).toContain('`payload.items[1].qty`')
    expect(handle.errors[0]?.cause).toMatchObject({ name: 'PayloadError', path: 'payload.items[1].qty' })
    expect(heard).toEqual([])
    expect(bus.dispatch('order.placed', good).errors).toEqual([])
    expect(heard).toEqual([good])
  })

  it('tests by the newest version, and by what is registered when the event comes', () => {
    const registry = orders()
    const bus = createBus({ checks: [registry.check()], ...quiet })
    expect(bus.dispatch('order.created', { total: 5 }).errors).toHaveLength(1)
    expect(bus.dispatch('order.created', { cents: 500, currency: 'EUR' }).errors).toEqual([])
    expect(bus.dispatch('later', 'text').errors).toEqual([])
    registry.register('later', { schema: z.number() })
    expect(bus.dispatch('later', 'text').errors).toHaveLength(1)
  })

  it('lets events without a schema pass', () => {
    const registry = new EventRegistry()
    registry.register('plain')
    const bus = createBus({ checks: [registry.check()], ...quiet })
    expect(bus.dispatch('plain', Symbol('anything')).errors).toEqual([])
    expect(bus.dispatch('unknown').errors).toEqual([])
  })

  it('does not test again what the registry made, once', () => {
    const registry = new EventRegistry()
    registry.register('a', { schema: z.object({ at: z.string().transform((text) => new Date(text)) }) })
    const bus = createBus({ checks: [registry.check()], ...quiet })
    const heard: unknown[] = []
    bus.on('a', (payload) => heard.push(payload))
    const { event, payload } = registry.create('a', { at: '1970-01-01T00:00:00Z' })
    const receive = () => bus.receive(event, payload, { via: 'test', sender: 's', id: 's:1' })
    expect(receive().errors).toEqual([])
    expect(heard).toEqual([{ at: new Date(0) }])
    expect(receive().errors[0]?.cause).toMatchObject({ path: 'payload.at' })
  })

  it('says of an asynchronous schema that it is one', () => {
    const registry = new EventRegistry()
    registry.register('a', { schema: z.string().refine(() => Promise.resolve(true)) })
    const bus = createBus({ checks: [registry.check()], ...quiet })
    expect(bus.dispatch('a', 'text').errors[0]?.message).toContain('is asynchronous')
  })
})
