import { type ReactNode, useEffect, useRef } from 'react'
import { useShop } from './shop-context.tsx'

/** The heading of a page; takes the focus when the page is opened, so that screen readers announce it. */
export function PageHeading({ children }: { readonly children: ReactNode }): ReactNode {
  const { store } = useShop()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (store.getState().visits === 0) return
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [store])
  return (
    <h1 ref={heading} tabIndex={-1} className="page-heading">
      {children}
    </h1>
  )
}
