import type { ReactNode } from 'react'
import { useShop, useShopState } from './shop-context.tsx'

/** Where a frame or a tab of this very page finds the shop that shares its events. */
export const FRAME_URL = '?frame'
export const TAB_URL = '?tab'
/** The button of the menu that opens it: who closes it is there again. */
export const OPENER_ID = 'scenarios'

/** The same shop once more, in a frame: one cart for both, or another shopper's. */
export function SecondShop(): ReactNode {
  const { bus, announces } = useShop()
  if (!useShopState((state) => state.framed)) return null
  return (
    <aside aria-label="Second shop" className="second-shop">
      <div className="second-shop-head">
        <h2>{announces ? 'Another shopper' : 'The same shopper'}, in a frame</h2>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            bus.dispatch('frame.toggled', { shown: false })
            document.getElementById(OPENER_ID)?.focus()
          }}
        >
          Close
        </button>
      </div>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- It is this very page. */}
      <iframe title="Second shop" src={FRAME_URL} />
    </aside>
  )
}
