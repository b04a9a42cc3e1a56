using System.Globalization;

namespace NfvOrchestrator.Lab;

/// <summary>The command line of the lab.</summary>
internal sealed record LabArguments
{
    /// <summary>How the lab is called.</summary>
    public const string Usage = """
        dotnet run --project src/Lab -- [options]

          --once            end when the service is INSTANTIATED (exit code 0), or it cannot be (1)
          --load            let the simulated 5G load rise and fall: scale out, scale in
          --cut-link        cut a link under the forwarding path: it is routed around
          --data DIR        keep the state in DIR; starting again finds the service as it was
          --package PATH    bring up one VNF of a package (CSAR or directory) instead of the 5G core
          --openstack URL   an OpenStack instead of the simulated NFVI: Keystone's URL; user, password and project are read from the usual
                            variables (OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME …, or OS_APPLICATION_CREDENTIAL_ID and _SECRET); needs --data
          --terminate       take the service down again before the end
          --boot SECONDS    boot time of the simulated servers (default 0)
          --port PORT       first of the ports (default 8710; taken ports are replaced by free ones)
          --verbose         logs of the services on standard error
          --help            this text
        """;

    public bool Once { get; init; }

    public bool Load { get; init; }

    public bool CutLink { get; init; }

    public string? Data { get; init; }

    public string? Package { get; init; }

    public string? OpenStack { get; init; }

    public bool Terminate { get; init; }

    public TimeSpan Boot { get; init; }

    public int Port { get; init; } = 8710;

    public bool Verbose { get; init; }

    public bool Help { get; init; }

    /// <summary>Reads the command line; an error text when it cannot be understood.</summary>
    public static (LabArguments? Arguments, string? Error) Parse(IReadOnlyList<string> args)
    {
        var result = new LabArguments();
        for (var i = 0; i < args.Count; i++)
        {
            string? Value() => i + 1 < args.Count ? args[++i] : null;
            var name = args[i];
            switch (name)
            {
                case "--once": result = result with { Once = true }; break;
                case "--load": result = result with { Load = true }; break;
                case "--cut-link": result = result with { CutLink = true }; break;
                case "--terminate": result = result with { Terminate = true }; break;
                case "--verbose": result = result with { Verbose = true }; break;
                case "--help" or "-h": result = result with { Help = true }; break;
                case "--data" when Value() is { } folder: result = result with { Data = folder }; break;
                case "--package" when Value() is { } path: result = result with { Package = path }; break;
                case "--openstack" when Value() is { } url: result = result with { OpenStack = url }; break;
                case "--boot" when double.TryParse(Value(), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3600:
                    result = result with { Boot = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--port" when int.TryParse(Value(), CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65000:
                    result = result with { Port = port };
                    break;
                default: return (null, $"'{name}' is not understood, or its value is missing.");
            }
        }
        return (result, result switch
        {
            { OpenStack: not null, Data: null } => "--openstack needs --data DIR: what is made in an OpenStack outlives this process, and only the state in DIR knows that it is ours.",
            { OpenStack: not null, Load: true } => "--load plays a load into the simulated NFVI; an OpenStack measures its own.",
            { Terminate: true, Package: not null } => "--terminate is for the 5G core; it does not know the VNF of a package.",
            _ => null,
        });
    }
}
