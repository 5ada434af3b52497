import type { ReactNode } from 'react'

/** The picture of a product. Its colours belong to the thing drawn, not to a theme. */
export function Drawing({ sku }: { readonly sku: string }): ReactNode {
  return (
    <svg viewBox="0 0 200 200" className="drawing" aria-hidden="true" focusable="false">
      <ellipse cx="100" cy="172" rx="58" ry="7" fill="#000" opacity="0.14" />
      {drawings[sku]}
    </svg>
  )
}

const drawings: Readonly<Record<string, ReactNode>> = {
  lamp: (
    <>
      <path d="M112 100 144 172H52L84 100z" fill="#fff3c4" opacity="0.5" />
      <path d="M136 164V84L98 46" fill="none" stroke="#a87a1f" strokeWidth="5" strokeLinejoin="round" />
      <circle cx="136" cy="84" r="6" fill="#7c5812" />
      <path d="M104 166h56a4 4 0 0 1 4 6h-64a4 4 0 0 1 4-6z" fill="#8d6518" />
      <path d="M98 40c-22 4-34 30-38 60h76c-4-30-16-56-38-60z" fill="#d3a23a" />
      <path d="M98 40c-22 4-34 30-38 60h22c2-30 6-54 16-60z" fill="#e9c267" />
      <ellipse cx="98" cy="100" rx="38" ry="6" fill="#fff6d6" />
      <circle cx="98" cy="40" r="6" fill="#8d6518" />
    </>
  ),
  mug: (
    <>
      <path d="M134 92h14a22 22 0 0 1 0 46h-16" fill="none" stroke="#b9a58c" strokeWidth="11" />
      <path d="M56 76h82v74a22 22 0 0 1-22 22H78a22 22 0 0 1-22-22z" fill="#e9dfcf" />
      <path d="M56 122h82v28a22 22 0 0 1-22 22H78a22 22 0 0 1-22-22z" fill="#a4654a" />
      <path d="M56 118q20 8 41 2t41 2v12q-20 6-41 0t-41 2z" fill="#a4654a" />
      <ellipse cx="97" cy="76" rx="41" ry="9" fill="#cfc1aa" />
      <ellipse cx="97" cy="77" rx="34" ry="6" fill="#4a2c1d" />
      <path
        d="M84 58c-6-8 6-12 0-22M106 58c-6-8 6-12 0-22"
        fill="none"
        stroke="#fff"
        strokeWidth="4"
        strokeLinecap="round"
        opacity="0.7"
      />
    </>
  ),
  notebook: (
    <g transform="rotate(-7 100 104)">
      <rect x="60" y="42" width="88" height="126" rx="5" fill="#173c2b" />
      <rect x="63" y="40" width="84" height="122" rx="3" fill="#f4efe2" />
      <rect x="54" y="36" width="90" height="126" rx="5" fill="#2f6b4d" />
      <rect x="54" y="36" width="14" height="126" rx="5" fill="#23543c" />
      <rect x="82" y="62" width="46" height="28" rx="3" fill="#f4efe2" />
      <path d="M89 72h32M89 80h20" stroke="#2f6b4d" strokeWidth="3" strokeLinecap="round" />
      <rect x="132" y="36" width="5" height="126" fill="#e0b04a" />
      <path d="M96 162h9v18l-4.5-5-4.5 5z" fill="#c8553d" />
    </g>
  ),
  kettle: (
    <>
      <path d="M66 88a36 42 0 0 1 72 0" fill="none" stroke="#a06a3c" strokeWidth="9" strokeLinecap="round" />
      <path d="M140 112c20-4 18-24 34-28l4 8c-12 8-10 34-34 48z" fill="#27508c" />
      <path d="M52 166c-6-40 8-76 50-76s56 36 50 76q-1 6-8 6H60q-7 0-8-6z" fill="#3567ad" />
      <path d="M52 166c-6-40 8-76 50-76-24 12-34 40-32 82H60q-7 0-8-6z" fill="#5485c8" />
      <path d="M72 94q30-14 60 0l-4 6q-26-8-52 0z" fill="#1f4277" />
      <circle cx="102" cy="80" r="7" fill="#a06a3c" />
      <path d="M50 160h104v6q-1 6-8 6H58q-7 0-8-6z" fill="#1f4277" />
    </>
  ),
  clock: (
    <>
      <path d="M62 166l-8 8M138 166l8 8" stroke="#7d5b3a" strokeWidth="9" strokeLinecap="round" />
      <circle cx="100" cy="108" r="64" fill="#b98b5e" />
      <path d="M100 44a64 64 0 0 0 0 128z" fill="#cfa477" />
      <circle cx="100" cy="108" r="51" fill="#faf6ee" />
      <path
        d="M100 64v8M100 144v8M56 108h8M136 108h8"
        stroke="#52405f"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <path d="M100 108 78 90" stroke="#2b2233" strokeWidth="6" strokeLinecap="round" />
      <path d="M100 108 124 80" stroke="#2b2233" strokeWidth="4" strokeLinecap="round" />
      <path d="M100 108v32" stroke="#d0503a" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="100" cy="108" r="5" fill="#d0503a" />
    </>
  ),
  tote: (
    <>
      <path
        d="M72 84V66a28 28 0 0 1 56 0v18"
        fill="none"
        stroke="#7a4526"
        strokeWidth="7"
        strokeLinecap="round"
      />
      <path d="M50 78h100l8 88q0 6-6 6H48q-6 0-6-6z" fill="#7d8455" />
      <path d="M50 78h28l-6 94H48q-6 0-6-6z" fill="#959d68" />
      <path d="M49 86h102l1 10H48z" fill="#686f45" />
      <path d="M66 76h12v34H66zM122 76h12v34h-12z" fill="#7a4526" />
      <g fill="#e0b04a">
        <circle cx="72" cy="104" r="2.5" />
        <circle cx="128" cy="104" r="2.5" />
      </g>
      <rect x="84" y="124" width="32" height="20" rx="3" fill="#f1ead7" />
      <path d="m100 128 5 6-5 6-5-6z" fill="#686f45" />
    </>
  ),
  candle: (
    <>
      <circle cx="100" cy="56" r="30" fill="#ffd98a" opacity="0.35" />
      <path d="M100 30c14 18 12 34 0 36-12-2-14-18 0-36z" fill="#f59a2e" />
      <path d="M100 44c7 9 6 19 0 21-6-2-7-12 0-21z" fill="#fff0b8" />
      <path d="M100 64v16" stroke="#3b2a20" strokeWidth="3" />
      <path d="M58 78h84v88q0 6-8 6H66q-8 0-8-6z" fill="#d88f6c" />
      <path d="M58 78h20v94H66q-8 0-8-6z" fill="#e9ad8f" />
      <ellipse cx="100" cy="78" rx="42" ry="8" fill="#f6d9c4" />
      <rect x="74" y="104" width="52" height="44" rx="3" fill="#fbf3ea" />
      <path d="M84 118h32M84 127h32M84 136h18" stroke="#a5553a" strokeWidth="3" strokeLinecap="round" />
    </>
  ),
  plant: (
    <>
      <path d="M100 132V62" stroke="#3d5a35" strokeWidth="5" strokeLinecap="round" />
      <path d="M100 112c-34 4-50-14-54-36 30-4 50 10 54 36z" fill="#2f7a56" />
      <path d="M100 112C92 94 74 80 46 76c10 18 26 32 54 36z" fill="#24634a" />
      <path d="M100 100c34 4 52-16 54-40-32-2-50 14-54 40z" fill="#3a9168" />
      <path d="M100 100c8-18 26-34 54-40-6 20-24 36-54 40z" fill="#2c7754" />
      <path d="M100 74c-18-12-18-34-4-50 18 12 20 34 4 50z" fill="#43a277" />
      <path d="M100 74c4-18 4-34-4-50 18 12 20 34 4 50z" fill="#348a63" />
      <path d="M66 124h68l-8 44q-1 4-6 4H80q-5 0-6-4z" fill="#bd6b45" />
      <path d="M66 124h22l-4 48h-4q-5 0-6-4z" fill="#d4835c" />
      <rect x="61" y="118" width="78" height="13" rx="4" fill="#a65936" />
    </>
  ),
}
