import { useListener } from 'eventscope/react'
import { type ReactNode, useRef } from 'react'
import { Field } from './field.tsx'
import { useShop, useShopState } from './shop-context.tsx'

export function CouponForm(): ReactNode {
  const { bus } = useShop()
  const coupon = useShopState((state) => state.coupon)
  const rejection = useShopState((state) => state.couponRejection)
  const field = useRef<HTMLInputElement>(null)
  useListener(
    bus,
    'coupon.rejected',
    () => {
      // Ready to be typed over, and also after the same code was refused once more.
      field.current?.focus()
      field.current?.select()
    },
    // The site is a build for production, where a component is not known by itself.
    { name: 'select code', owner: 'CouponForm' },
  )
  const apply = (form: FormData): void => {
    bus.dispatch('coupon.submitted', { code: String(form.get('code') ?? '') })
  }
  if (coupon) {
    return (
      <p className="coupon-applied">
        <span>
          <strong>{coupon.code}</strong> takes {coupon.percent}% off
        </span>
        <button
          type="button"
          className="link"
          aria-label={`Remove coupon ${coupon.code}`}
          onClick={() => bus.dispatch('coupon.removed', { code: coupon.code })}
        >
          Remove
        </button>
      </p>
    )
  }
  return (
    <form
      noValidate
      className="coupon"
      onSubmit={(event) => {
        event.preventDefault()
        apply(new FormData(event.currentTarget))
      }}
    >
      <Field ref={field} label="Coupon code" name="code" error={rejection} hint="Try SAVE10 or EXPIRED." />
      <button type="submit" className="button button-quiet" aria-label="Apply coupon">
        Apply
      </button>
    </form>
  )
}
