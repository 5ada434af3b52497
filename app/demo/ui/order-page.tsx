import type { ReactNode } from 'react'
import { formatCount } from '../format.ts'
import { countItems, formatMoney } from '../pricing.ts'
import { PageHeading } from './page-heading.tsx'
import { useShop, useShopState } from './shop-context.tsx'

export function OrderPage(): ReactNode {
  const { bus } = useShop()
  const order = useShopState((state) => state.order)
  if (!order) return null
  const { number, email, total, lines, stock, receipt } = order
  return (
    <section aria-label="Order" className="page page-narrow">
      <PageHeading>Order confirmed</PageHeading>
      <p className="lede">Thank you. This page follows what the shop still does behind the scenes.</p>
      <dl className="summary panel">
        <div>
          <dt>Order number</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>Items</dt>
          <dd>{formatCount(countItems(lines), 'item')}</dd>
        </div>
        <div className="summary-total">
          <dt>Paid</dt>
          <dd>{formatMoney(total)}</dd>
        </div>
      </dl>
      <h2>Progress</h2>
      <ul className="steps" aria-label="Progress">
        <Step done name="Card" status="Charged" />
        <Step
          done={stock === 'done'}
          name="Stock"
          status={stock === 'done' ? 'Reserved' : 'Being reserved…'}
        />
        <Step
          done={receipt === 'done'}
          name="Receipt"
          status={receipt === 'done' ? `Sent to ${email}` : 'Being sent…'}
        />
        <Step done={false} name="Loyalty points" status="Waiting for an answer…" />
      </ul>
      <p className="note">
        The loyalty service never answers. That is on purpose: find the listener that still waits in the
        panel.
      </p>
      <button
        type="button"
        className="button button-primary"
        onClick={() => bus.dispatch('page.opened', { page: 'shop' })}
      >
        Continue shopping
      </button>
    </section>
  )
}

interface StepProps {
  readonly done: boolean
  readonly name: string
  readonly status: string
}

function Step({ done, name, status }: StepProps): ReactNode {
  return (
    <li className="step" data-done={done ? '' : undefined}>
      <span className="step-mark" aria-hidden="true">
        {done ? '✓' : ''}
      </span>
      <span className="step-name">{name}</span>
      <span className="step-status">{status}</span>
    </li>
  )
}
