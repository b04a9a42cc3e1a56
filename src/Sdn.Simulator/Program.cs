using NfvOrchestrator.Sdn.Simulator;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSdnSimulator(builder.Configuration.GetSection("SdnSimulator").Get<SdnSimulatorOptions>() ?? new SdnSimulatorOptions());
await using var app = builder.Build();
app.MapSdnSimulator();
await app.RunAsync();
