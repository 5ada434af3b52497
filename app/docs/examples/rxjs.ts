import { observeSubject } from 'eventscope/adapters/rxjs'
import { mountPanel } from 'eventscope/panel'
import { filter, Subject } from 'rxjs'
import { addToCount, onAddPressed } from '../page.ts'

const added = new Subject<{ sku: string; quantity: number }>()
mountPanel({ bus: observeSubject(added, { name: 'cart.item_added' }) })

added.pipe(filter(({ quantity }) => quantity > 0)).subscribe(function updateBadge({ quantity }) {
  addToCount(quantity)
})

onAddPressed(() => added.next({ sku: 'lamp', quantity: 1 }))
