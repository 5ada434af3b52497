import { expect, it } from 'vitest'
import { completeQuery, parseQuery, QUERY_FIELDS } from '../index.ts'

const WORDS = {
  events: ['cart.item_added', 'cart.cleared', 'order.cart', 'user moved'],
  buses: ['shop', 'my bus'],
  listeners: ['Badge', 'charge card', 'a*'],
  vias: ['redis', 'remote', 'my tabs'],
}

/** What completes a query in which `^` is the caret, each as the whole query it makes. */
function completed(marked: string): string[] {
  const caret = marked.indexOf('^')
  const query = marked.replace('^', '')
  const { from, to, items } = completeQuery(query, caret, WORDS)
  return items.map(({ text }) => query.slice(0, from) + text + query.slice(to))
}

it('where nothing stands, fields are offered, each with what it is', () => {
  const { items, from, to } = completeQuery('a ', 2, WORDS)
  expect([from, to, items.length]).toEqual([2, 2, 12])
  expect(items[0]).toEqual({ text: 'name:', label: 'name', detail: QUERY_FIELDS[0]!.detail })
  expect(completed('^')[0]).toBe('name:')
  expect(completed('(^')[0]).toBe('(name:')
  expect(completed('-^')[0]).toBe('-name:')
  expect(completed('a OR ^')[0]).toBe('a OR name:')
  expect(completed('^ a')[0]).toBe('name: a')
})

it('a word goes on as a field, then as an event; what starts with it before what contains it', () => {
  expect(completed('st^')).toEqual(['status:', 'listener:', 'listeners>'])
  expect(completed('-ST^')).toEqual(['-status:', '-listener:', '-listeners>'])
  expect(completed('a (cart^')).toEqual([
    'a (name=cart.item_added',
    'a (name=cart.cleared',
    'a (name=order.cart',
  ])
  expect(completed('moved^')).toEqual(['name="user moved"'])
  expect(completed('"user m^')).toEqual(['name="user moved"'])
  expect(completed('du^')).toEqual(['dur>'])
  expect(completed('payl^')).toEqual(['payload:', 'payload.'])
})

it('a field has its values', () => {
  expect(completed('status:^')).toEqual(['status:failed', 'status:waiting', 'status:ok'])
  expect(completed('status:F^')).toEqual(['status:failed'])
  expect(completed('status:fa^iled x')).toEqual([])
  expect(completed('status:fa^il x')).toEqual(['status:failed x'])
  expect(completed('bus=^')).toEqual(['bus=shop', 'bus="my bus"'])
  expect(completed('event:cart^')).toEqual([
    'event:cart.item_added',
    'event:cart.cleared',
    'event:order.cart',
  ])
  expect(completed('listener:^')).toEqual(['listener:Badge', 'listener:"charge card"', 'listener:"a*"'])
  expect(completed('listener=a^')).toEqual(['listener=a*', 'listener=Badge', 'listener="charge card"'])
  expect(completed('origin:^')).toEqual([
    'origin:local',
    'origin:remote',
    'origin:redis',
    'origin:"remote"',
    'origin:"my tabs"',
  ])
  expect(completed('-origin:re^')).toEqual(['-origin:remote', '-origin:redis', '-origin:"remote"'])
  expect(completed('origin:"re^')).toEqual(['origin:"redis"', 'origin:"remote"'])
  expect(completed('dur>1^')).toEqual(['dur>16', 'dur>1s'])
  expect(completed('after:^')).toEqual(['after:1s', 'after:10s', 'after:1m'])
  expect(completed('parent:^')).toEqual(['parent:none'])
  expect(completed('error:^')).toEqual(['error:*'])
  expect(completed('payload.a=n^')).toEqual(['payload.a=null', 'payload.a=undefined'])
  expect(completed('payload.a:^')[0]).toBe('payload.a:*')
  for (const none of ['id:^', 'foo:^', 'payload:^', 'error=^', 'name:zzz^', 'payload.a="^']) {
    expect(completed(none)).toEqual([])
  }
})

it('after a `|` goes the next value, and in quotes what is quoted', () => {
  expect(completed('status:ok|^')).toEqual(['status:ok|failed', 'status:ok|waiting', 'status:ok|ok'])
  expect(completed('-name:a|cl^|b x')).toEqual(['-name:a|cart.cleared|b x'])
  expect(completed('a|cl^')).toEqual(['a|cart.cleared'])
  expect(completed('listener:"cha^')).toEqual(['listener:"charge card"'])
  expect(completed('listener:"cha^ status:ok')).toEqual(['listener:"charge card" status:ok'])
  expect(completed('listener:"cha^" x')).toEqual(['listener:"charge card" x'])
  expect(completed("listener:'Ba^")).toEqual(['listener:"Badge"'])
})

it('the name of a field can be completed before its operator', () => {
  expect(completed('sta^:ok')).toEqual(['status:ok'])
  expect(completed('a lis^tener:b')).toEqual(['a listeners:b'])
})

it('nothing is offered in front of a term, nor what stands there already', () => {
  expect(completed('^name:a')).toEqual([])
  expect(completed('status:failed^')).toEqual([])
  expect(completed('dur>16^')).toEqual([])
})

it('no more is offered than can be looked at, the likeliest kept', () => {
  const events = [...Array.from({ length: 30 }, (_, at) => `a.zebra${at}`), 'zebra']
  const { items } = completeQuery('name:zebr', 9, { events, buses: [], listeners: [] })
  expect(items.length).toBe(12)
  expect(items[0]!.label).toBe('zebra')
})

it('what is offered makes a query that is understood', () => {
  for (const marked of ['^', 'name:^', 'listener:"^', 'car^', 'a|^', 'payload.x:^', 'status:ok|^']) {
    for (const query of completed(marked).filter((text) => !/[:>.]$/.test(text))) {
      expect([query, parseQuery(query).error]).toEqual([query, undefined])
    }
  }
})

it('a caret outside of the query is at its nearest end', () => {
  expect(completeQuery('status:', 99, WORDS).items[0]!.text).toBe('failed')
  expect(completeQuery('status:', -1, WORDS)).toMatchObject({ from: 0, to: 0 })
  expect(completeQuery('status:', NaN, WORDS)).toMatchObject({ from: 0, to: 0 })
})
