import { describe, expect, it } from 'vitest'
import {
  EventType,
  isTls,
  isTunneled,
  isUpgraded,
  RequestType,
  requestTypeName,
  StreamEvent,
} from 'eventscope/streams'

const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 6)

describe('an event of a stream', () => {
  it('knows its type, its name, its time and whether it is a user’s', () => {
    const event = new StreamEvent(EventType.traffic, 1, TIME)
    expect(event).toMatchObject({ type: 8, name: 'traffic', value: 1, time: TIME, isUser: false })
    expect(new StreamEvent(EventType.userBase, 1).isUser).toBe(true)
    const before = Date.now()
    expect(new StreamEvent(9, 1).time).toBeGreaterThanOrEqual(before)
  })

  const error = new Error('refused')
  it.each([
    [
      EventType.startRequest,
      { requestId: 'r1', method: 'GET', uri: 'https://a.example/', requestType: RequestType.tls },
      'startRequest 2026-01-02T03:04:05.006Z r1: GET https://a.example/ (tls)',
    ],
    [
      EventType.finishRequest,
      { requestId: 'r1', statusCode: 204 },
      'finishRequest 2026-01-02T03:04:05.006Z r1: 204',
    ],
    [
      EventType.failedAuth,
      { requestId: 'r1', statusCode: 401 },
      'failedAuth 2026-01-02T03:04:05.006Z r1: 401',
    ],
    [EventType.failedAuth, undefined, 'failedAuth 2026-01-02T03:04:05.006Z'],
    [
      EventType.failedRequest,
      { requestId: 'r1', error },
      'failedRequest 2026-01-02T03:04:05.006Z r1: Error: refused',
    ],
    [
      EventType.commonError,
      { uri: 'https://a.example/', method: 'GET', error },
      'commonError 2026-01-02T03:04:05.006Z GET https://a.example/: Error: refused',
    ],
    [
      EventType.traffic,
      { id: 'r1', addr: 'a.example:443', readBytes: 10, writtenBytes: 2 },
      'traffic 2026-01-02T03:04:05.006Z r1: a.example:443, 10 bytes read, 2 bytes written',
    ],
    [EventType.newCertificate, 'a.example', 'newCertificate 2026-01-02T03:04:05.006Z a.example'],
    [250, { sku: 'A1' }, 'user(241) 2026-01-02T03:04:05.006Z {"sku":"A1"}'],
    [250, null, 'user(241) 2026-01-02T03:04:05.006Z null'],
    [250, 10n, 'user(241) 2026-01-02T03:04:05.006Z 10'],
    [250, { big: 10n }, 'user(241) 2026-01-02T03:04:05.006Z a value that cannot be shown'],
  ])('of type %i prints its value %o', (type, value, text) => {
    expect(String(new StreamEvent(type, value, TIME))).toBe(text)
  })

  it('prints only so much of a large value', () => {
    const text = String(new StreamEvent(250, 'x'.repeat(10_000), TIME))
    expect(text).toHaveLength('user(241) 2026-01-02T03:04:05.006Z '.length + 201)
    expect(text.endsWith('x…')).toBe(true)
  })
})

describe('the type of a request', () => {
  it('has the bits of the seed', () => {
    expect(RequestType).toEqual({ tunneled: 1, tls: 2, upgraded: 4 })
    for (let bits = 0; bits < 8; bits++) {
      expect([isTunneled(bits), isTls(bits), isUpgraded(bits)]).toEqual([
        (bits & 1) === 1,
        (bits & 2) === 2,
        (bits & 4) === 4,
      ])
    }
  })

  it('has a name to print', () => {
    expect(requestTypeName(0)).toBe('plain')
    expect(requestTypeName(RequestType.tls | RequestType.upgraded)).toBe('tls, upgraded')
    expect(requestTypeName(RequestType.tunneled)).toBe('tunneled')
  })
})
