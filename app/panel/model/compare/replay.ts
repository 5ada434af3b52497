import type { ReplayRefusal } from 'eventscope/recorder'

const REFUSALS: Readonly<Record<ReplayRefusal, string>> = {
  gone: 'It is no longer in the recording, so it can’t be dispatched from here',
  'no bus': 'Its bus is closed, or not recorded any more',
  'listener removed': 'That listener is registered no more',
  'no payload': 'Its payload was not kept: what stands here is dispatched instead',
}

/** Why a dispatch was not made again. */
export function refusalOf(reason: ReplayRefusal): string {
  return REFUSALS[reason]
}
