import type { ReactNode } from 'react'
import type { ValueOffer } from '../../model/query/value-offer.ts'

/** One column of a list. */
export interface ListColumn<Item, Context, Column extends string> {
  readonly id: Column
  readonly label: string
  readonly title: string
  readonly width: number
  /** Numbers are set flush right. */
  readonly numeric?: boolean
  /** Takes what width the others leave. */
  readonly grows?: boolean
  /** It has no order. */
  readonly unsorted?: boolean
  /** Where there is no room for all, columns give way in this order, the lowest first; one without stays. */
  readonly givesWay?: number
  render(item: Item, context: Context): ReactNode
  /** What dispatches can be asked for by its value. */
  offer?(item: Item): ValueOffer | undefined
}
