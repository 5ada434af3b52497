import type { Wiring } from './wiring.ts'

export function wireNavigation({ bus, store }: Wiring): void {
  bus.on(
    'page.opened',
    (view) => store.setState((state) => ({ view, visits: state.visits + 1, pointer: undefined })),
    { name: 'router' },
  )

  bus.on('product.pointer_moved', (pointer) => store.setState({ pointer }), { name: 'tilt picture' })
  bus.on('product.pointer_left', () => store.setState({ pointer: undefined }), { name: 'tilt picture' })
}
