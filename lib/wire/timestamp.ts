const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/
const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/**
 * The time of an RFC 3339 timestamp, in whole ms since the Unix epoch; undefined where the text is none. The day must
 * exist in its month. A second 60 must be where leap seconds are, at the end of a month in UTC; it counts as the next one.
 * @example
 * parseTimestamp('2026-11-21T10:00:00.123456789+02:00') // 1795248000123
 */
export function parseTimestamp(text: string): number | undefined {
  const match = RFC3339.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const [, , , , , , , fraction = '', sign = '+', offsetHour = '0', offsetMinute = '0'] = match
  if (hour > 23 || minute > 59 || second > 60 || Number(offsetHour) > 23 || Number(offsetMinute) > 59)
    return undefined
  const date = new Date(0)
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  date.setUTCHours(hour, minute, Math.min(second, 59), Number(fraction.slice(0, 3).padEnd(3, '0')))
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * MINUTE
  const time = date.getTime() - (sign === '-' ? -offset : offset)
  if (second < 60) return time
  return isLastMinuteOfMonth(time) ? time + 1_000 : undefined
}

function isLastMinuteOfMonth(time: number): boolean {
  const next = time - (time % MINUTE) + MINUTE
  return next % DAY === 0 && new Date(next).getUTCDate() === 1
}
