import { observeSubject } from 'eventscope/adapters/rxjs'
import { mountPanel } from 'eventscope/panel'
import { Subject } from 'rxjs'

const added = new Subject<{ sku: string; quantity: number }>()
mountPanel({ bus: observeSubject(added, { name: 'cart.item_added' }) })

const badge = document.querySelector('output')!
added.subscribe(function updateBadge({ quantity }) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => added.next({ sku: 'lamp', quantity: 1 }))
