/**
 * Reads what was built as the oldest browsers would: nothing in it may be newer than they are. Types keep newer
 * members of the language out of the sources (tsconfig.json: lib); this looks at syntax and at what browsers offer.
 */

import compat from "eslint-plugin-compat";

export default [
  {
    ...compat.configs["flat/recommended"],
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2020, sourceType: "module" },
    settings: {
      targets: ["safari 14.1", "chrome 80"],
      // Asked for before they are used, or harmless where they are not there.
      polyfills: [
        "trustedTypes", "navigator.wakeLock", "navigator.storage", "document.fullscreenElement", "speechSynthesis",
      ],
    },
  },
];
