/** One thing the shop sells. Money is in cents everywhere, so sums are exact. */
export interface Product {
  readonly sku: string
  readonly name: string
  readonly price: number
  readonly tagline: string
  readonly description: string
  /** The hue of the picture's backdrop, in degrees. */
  readonly hue: number
}

export const PRODUCTS = [
  {
    sku: 'lamp',
    name: 'Brass desk lamp',
    price: 14_800,
    tagline: 'Warm light, weighted base',
    description:
      'Spun brass shade on a cast base. The arm stays where you leave it, and the bulb is replaceable.',
    hue: 80,
  },
  {
    sku: 'mug',
    name: 'Stoneware mug',
    price: 2_800,
    tagline: 'Thrown by hand, 350 ml',
    description:
      'Thick-walled stoneware that keeps coffee warm through a long review. Safe in the dishwasher.',
    hue: 35,
  },
  {
    sku: 'notebook',
    name: 'Field notebook',
    price: 1_600,
    tagline: 'Dot grid, lies flat',
    description:
      '144 pages of dotted paper, thread-sewn so that every spread lies flat. Fits a jacket pocket.',
    hue: 155,
  },
  {
    sku: 'kettle',
    name: 'Enamel kettle',
    price: 7_200,
    tagline: 'Steel core, 1.5 litres',
    description: 'Two coats of enamel on a steel body, with a beech handle that stays cool over the fire.',
    hue: 240,
  },
  {
    sku: 'clock',
    name: 'Table clock',
    price: 9_600,
    tagline: 'Silent sweep movement',
    description: 'A solid ash case and a movement without a tick. One battery lasts about two years.',
    hue: 290,
  },
  {
    sku: 'tote',
    name: 'Canvas tote',
    price: 4_400,
    tagline: 'Waxed cotton, 18 litres',
    description: 'Heavy waxed canvas with leather straps, riveted where bags usually tear.',
    hue: 120,
  },
  {
    sku: 'candle',
    name: 'Cedar candle',
    price: 3_200,
    tagline: 'Soy wax, 45 hours',
    description: 'Cedar, smoke and a little orange peel. The glass is a tumbler once the wax is gone.',
    hue: 15,
  },
  {
    sku: 'plant',
    name: 'Potted rubber plant',
    price: 5_400,
    tagline: 'Hard to kill, 40 cm',
    description: 'A young Ficus elastica in a terracotta pot. Water it when you remember to.',
    hue: 180,
  },
] as const satisfies readonly Product[]

const bySku = new Map<string, Product>(PRODUCTS.map((product) => [product.sku, product]))

/** @throws {RangeError} when the shop sells no such thing */
export function productOf(sku: string): Product {
  const product = bySku.get(sku)
  if (!product) throw new RangeError(`the shop has no product with the \`sku\` "${sku}"`)
  return product
}
