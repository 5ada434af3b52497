// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createShop, type Shop } from '../shop.ts'
import { CouponForm } from './coupon-form.tsx'
import { ShopContext } from './shop-context.tsx'

let shop: Shop
let root: Root

beforeEach(async () => {
  // React warns about state that changes outside of `act` in tests only, which it knows by this.
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  shop = createShop()
  const page = document.createElement('div')
  document.body.replaceChildren(page)
  root = createRoot(page)
  await act(() =>
    root.render(
      <ShopContext value={shop}>
        <CouponForm />
      </ShopContext>,
    ),
  )
})

afterEach(async () => {
  await act(() => root.unmount())
  shop.dispose()
  vi.unstubAllGlobals()
})

const ownedListeners = (): unknown[] => shop.bus.listeners().filter(({ owner }) => owner !== undefined)

test('a refused code is selected, ready to be typed over', async () => {
  const input = document.querySelector('input')
  if (!input) throw new Error('the form has no field')
  input.value = 'EXPIRED'
  await act(() => void shop.bus.dispatch('coupon.submitted', { code: 'EXPIRED' }))
  expect(document.activeElement).toBe(input)
  expect(input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)).toBe('EXPIRED')
})

test('the form owns one listener, and takes it along', async () => {
  expect(ownedListeners()).toMatchObject([{ event: 'coupon.rejected', owner: 'CouponForm' }])
  await act(() => root.unmount())
  expect(ownedListeners()).toEqual([])
})
