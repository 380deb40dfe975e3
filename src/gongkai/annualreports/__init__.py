"""The annual report: declared returns, compile, check, sign, publish, trace."""
