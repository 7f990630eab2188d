import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { sourceType: "script", ecmaVersion: 2021, globals: globals.browser },
    rules: { complexity: ["error", 8], eqeqeq: "error", "no-var": "error", "prefer-const": "error" },
  },
];
