import type { ReactNode } from 'react'
import { useShopState } from './shop-context.tsx'

export function ToastRegion(): ReactNode {
  const toast = useShopState((state) => state.toast)
  // Always in the page: a live region that appears together with its text is not announced.
  return (
    <output aria-label="Shop messages" className="toast-region">
      {toast && <span className="toast">{toast}</span>}
    </output>
  )
}
