import type { ReactNode } from 'react'
import { fieldOffer, type ValueField, type ValueOffer } from '../../model/query/value-offer.ts'
import { useValueMenu } from './ValueMenu.tsx'

interface ValueProps {
  readonly field: ValueField
  readonly value: string | number
  readonly children?: ReactNode
}

/** A value that can be asked for: a click offers to show only what has it, or to hide that. */
export function Value({ field, value, children = value }: ValueProps): ReactNode {
  return <OfferedValue offer={fieldOffer(field, value)}>{children}</OfferedValue>
}

/** As `Value`, with what it offers made by the caller; without an offer, it is a text. */
export function OfferedValue({
  offer,
  children,
}: {
  offer: ValueOffer | undefined
  children: ReactNode
}): ReactNode {
  const openMenu = useValueMenu()
  if (offer === undefined) return children
  return (
    <button
      type="button"
      className="value"
      aria-haspopup="menu"
      onClick={(event) => {
        event.stopPropagation()
        openMenu(offer, event.currentTarget)
      }}
      onContextMenu={(event) => {
        event.preventDefault()
        event.stopPropagation()
        openMenu(offer, event)
      }}
    >
      {children}
    </button>
  )
}
