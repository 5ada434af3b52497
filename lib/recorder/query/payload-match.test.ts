import { describe, expect, it, vi } from 'vitest'
import { payloadContains } from '../index.ts'
import { recordedBus } from '../test-support.ts'
import { answersTo } from './test-support.ts'

describe('paths into payloads', () => {
  it('a path leads to a value, compared as what it is', async () => {
    const expected = {
      'payload.sku=a1': 'a',
      'payload.sku:b': 'b',
      'payload.sku:?2|a?': 'ab',
      'payload.sku!=A1': 'bcde',
      'payload.total>100': 'a',
      'payload.total=120.0': 'a',
      'payload.total:12': '',
      'payload.total:12?': 'a',
      'payload.total>=99': 'a',
      'payload.total=99': 'b',
      'payload.total="99"': 'b',
      'payload.total="120"': '',
      'payload.sku>a1': 'b',
      'payload.sku<=A1': 'a',
      'payload.coupon=null': 'b',
      'payload.gift=undefined': 'b',
      'payload.paid=true': 'b',
      'payload.paid="true"': '',
      'payload.coupon=null|A1': 'b',
      'payload.big=12': 'd',
      'payload.big>11.5': 'd',
      'payload.ratio=nan': 'd',
      'payload.at:1970': 'd',
      'payload.at<2024-01-01': 'd',
      'payload.coupon:*': 'b',
      '-payload.sku:*': 'cde',
      'payload.items[0].sku=A1': 'c',
      'payload.items.1.sku=A1': '',
      'payload.items.*.sku=B2': 'c',
      'payload.items[*].tag:*': 'c',
      'payload.items.length>1': 'c',
      'payload.*.*.sku:a': 'c',
      'payload.tags.color=red': 'a',
      'payload["a key"]=near': 'd',
      "payload['a key']:NEA": 'd',
      'payload.note="say \\"hi\\" | (bye)"': 'e',
      'payload.path=C:\\temp': 'e',
      'payload.sku.length=2': '',
      'payload.toString:*': '',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('what was redacted is equal to nothing, and so found by a negation', async () => {
    const expected = {
      'payload.secret:*': '',
      'payload.secret=x': '',
      'payload.secret:redacted': '',
      'payload.secret!=x': 'abcde',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })
})

describe('payloads kept by reference', () => {
  it('what throws when it is read is no match, and a match of the negation', () => {
    const { bus, recording } = recordedBus({ capture: 'reference' })
    const getOwnPropertyDescriptor = (): never => {
      throw new Error('no')
    }
    bus.dispatch('a', new Proxy({ sku: 'A1' }, { getOwnPropertyDescriptor }))
    expect(recording.find('payload.sku=A1').length).toBe(0)
    expect(recording.find('payload.sku:*').length).toBe(0)
    expect(recording.find('payload.*:*').length).toBe(0)
    expect(recording.find('payload.sku!=A1').length).toBe(1)
  })

  it('accessors of the page are never called, as for a snapshot', () => {
    const { bus, recording } = recordedBus({ capture: 'reference' })
    const called = vi.fn(() => 7)
    const items = Object.defineProperty(['x'], 1, { get: called, enumerable: true })
    bus.dispatch('a', {
      get total() {
        return called()
      },
      items,
    })
    for (const query of [
      'payload.total=7',
      'payload.*=7',
      'payload.items[1]=7',
      'payload.items.*=7',
      'payload:7',
      '7',
    ])
      expect(recording.find(query).length).toBe(0)
    expect(recording.find('payload.items.*=x payload:total payload:x').length).toBe(1)
    expect(recording.columns.isReference(0)).toBe(true)
    expect(called).not.toHaveBeenCalled()
    const error = Object.defineProperty(new Error('no'), 'message', { get: called })
    bus.on('failing', () => {
      throw error
    })
    bus.dispatch('failing', 1)
    const before = called.mock.calls.length
    expect(recording.find('error=seven').length).toBe(0)
    expect(called.mock.calls.length).toBe(before)
    expect(payloadContains({ get total() { return called() } }, '7')).toBe(false) // prettier-ignore
    expect(called.mock.calls.length).toBe(before)
  })

  it('inherited properties are none, and circles end', () => {
    const { bus, recording } = recordedBus({ capture: 'reference' })
    const circle: { self?: unknown; others: unknown[] } = { others: [] }
    circle.self = circle
    for (let at = 0; at < 60; at++) circle.others.push(circle)
    bus.dispatch('a', circle)
    bus.dispatch('a', Object.create({ sku: 'A1' }))
    expect(recording.find('payload.sku:*')).toEqual([])
    expect(recording.find('payload.self.self.self.others:*').length).toBe(1)
    expect(recording.find(`payload${'.*'.repeat(20)}.nowhere:*`)).toEqual([])
  })
})
